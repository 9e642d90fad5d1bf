import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { CreateUserDto } from './dto/create-user.dto.js';
import { ListUsersQuery } from './dto/list-users.query.js';
import { toUserResponse, UserPageResponse, UserResponse } from './dto/user.response.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** All accounts, newest first. */
  @Get()
  @Needs('users.read')
  async list(@Query() query: ListUsersQuery): Promise<UserPageResponse> {
    return mapPage(await this.users.list(query), toUserResponse);
  }

  /** One account. */
  @Get(':id')
  @Needs('users.read')
  async read(@Param('id', IdPipe) id: string): Promise<UserResponse> {
    return toUserResponse(await this.users.get(id));
  }

  /** Creates an account; without a password an invitation is mailed. */
  @Post()
  @Needs('users.manage')
  async create(@Body() body: CreateUserDto): Promise<UserResponse> {
    return toUserResponse(await this.users.create(body));
  }
}
