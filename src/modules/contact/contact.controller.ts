import { Body, Controller, Get, Ip, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs, Public } from '../../http/access.decorators.js';
import { mapPage } from '../../http/page.dto.js';
import { ContactService } from './contact.service.js';
import {
  ContactPageResponse,
  ContactTakenResponse,
  toContactResponse,
  toContactTakenResponse,
} from './dto/contact.response.js';
import { CreateContactDto } from './dto/create-contact.dto.js';
import { ListContactsQuery } from './dto/list-contacts.query.js';

@ApiTags('contact')
@Controller('contact')
export class ContactController {
  constructor(private readonly contacts: ContactService) {}

  /** The contact form: ten messages an hour from one network address. */
  @Post()
  @Public()
  async create(@Body() body: CreateContactDto, @Ip() ip: string): Promise<ContactTakenResponse> {
    const { name, message, email = null, phone = null } = body;
    return toContactTakenResponse(await this.contacts.take({ name, message, email, phone }, ip));
  }

  /** What came in, newest first. */
  @Get()
  @Needs('contact.read')
  async list(@Query() query: ListContactsQuery): Promise<ContactPageResponse> {
    return mapPage(await this.contacts.list(query), toContactResponse);
  }
}
