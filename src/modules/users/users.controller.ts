import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, Needs } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { ChangeRoleDto } from './dto/change-role.dto.js';
import { CreateUserDto } from './dto/create-user.dto.js';
import { ListUsersQuery } from './dto/list-users.query.js';
import { toUserResponse, UserPageResponse, UserResponse } from './dto/user.response.js';
import { UserRightsService } from './user-rights.service.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly rights: UserRightsService,
  ) {}

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
  async create(@CurrentUser() actor: Actor, @Body() body: CreateUserDto): Promise<UserResponse> {
    return toUserResponse(await this.users.create(actor, body));
  }

  /** Ends the user's tokens at once and stops their mailings. Not oneself, not admins; managers only by an admin. */
  @Post(':id/block')
  @HttpCode(200)
  @Needs('users.block')
  async block(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<UserResponse> {
    return toUserResponse(await this.rights.block(actor, id));
  }

  /** Lets the user in again; the mailings go on. */
  @Post(':id/unblock')
  @HttpCode(200)
  @Needs('users.block')
  async unblock(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<UserResponse> {
    return toUserResponse(await this.rights.unblock(actor, id));
  }

  /** Takes effect with the user's next request. The last admin stays one. */
  @Put(':id/role')
  @Needs('users.manage')
  async changeRole(
    @CurrentUser() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { role }: ChangeRoleDto,
  ): Promise<UserResponse> {
    return toUserResponse(await this.rights.changeRole(actor, id, role));
  }
}
