import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, Repository } from 'typeorm';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import { Contact } from './contact.entity.js';

export type NewContact = Pick<Contact, 'name' | 'message' | 'email' | 'phone'>;

@Injectable()
export class ContactsRepository {
  constructor(@InjectRepository(Contact) private readonly contacts: Repository<Contact>) {}

  async insert(values: NewContact, manager: EntityManager): Promise<Contact> {
    const { id } = await manager.save(Contact, manager.create(Contact, values));
    return manager.findOneByOrFail(Contact, { id });
  }

  findPage(request: KeysetRequest) {
    return readPage(this.contacts.createQueryBuilder('contact'), request, {
      fields: { createdAt: 'contact.id' },
      defaultSort: '-createdAt',
      key: 'contact.id',
    });
  }
}
