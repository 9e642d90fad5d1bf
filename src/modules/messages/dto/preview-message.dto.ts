import { IsOptional, IsUUID } from 'class-validator';

export class PreviewMessageDto {
  /** The client whose values fill the slots; without one, example values do. */
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  clientId?: string | null;
}
