import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, In, Repository } from 'typeorm';
import { Image } from './image.entity.js';

export type NewImage = Pick<Image, 'name' | 'kind' | 'ownerId' | 'mime' | 'width' | 'height' | 'bytes'>;

@Injectable()
export class ImagesRepository {
  constructor(@InjectRepository(Image) private readonly images: Repository<Image>) {}

  findByName(name: string): Promise<Pick<Image, 'mime' | 'bytes'> | null> {
    return this.images.findOne({ select: { id: true, mime: true, bytes: true }, where: { name } });
  }

  async insert(images: NewImage[], manager: EntityManager = this.images.manager): Promise<void> {
    await manager.insert(Image, images);
  }

  async deleteByNames(names: string[], manager: EntityManager = this.images.manager): Promise<void> {
    if (names.length > 0) await manager.delete(Image, { name: In(names) });
  }
}
