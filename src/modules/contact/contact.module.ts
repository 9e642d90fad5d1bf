import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Transactions } from '../../database/transaction.js';
import { ContactLimit } from './contact-limit.js';
import { ContactController } from './contact.controller.js';
import { Contact } from './contact.entity.js';
import { ContactService } from './contact.service.js';
import { ContactsRepository } from './contacts.repository.js';

/** The contact form. */
@Module({
  imports: [TypeOrmModule.forFeature([Contact])],
  controllers: [ContactController],
  providers: [ContactService, ContactsRepository, ContactLimit, Transactions],
})
export class ContactModule {}
