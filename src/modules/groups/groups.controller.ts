import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, Needs } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage, PageQuery } from '../../http/page.dto.js';
import { toUserResponse, UserPageResponse } from '../users/dto/user.response.js';
import { CreateGroupDto } from './dto/create-group.dto.js';
import { GroupPageResponse, GroupResponse, toGroupResponse } from './dto/group.response.js';
import { ListGroupsQuery } from './dto/list-groups.query.js';
import { UpdateGroupDto } from './dto/update-group.dto.js';
import { GroupsService } from './groups.service.js';

@ApiTags('groups')
@Controller('groups')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  /** All groups, by name. */
  @Get()
  @Needs('users.manage')
  async list(@Query() query: ListGroupsQuery): Promise<GroupPageResponse> {
    return mapPage(await this.groups.list(query), toGroupResponse);
  }

  /** One group. */
  @Get(':id')
  @Needs('users.manage')
  async read(@Param('id', IdPipe) id: string): Promise<GroupResponse> {
    return toGroupResponse(await this.groups.get(id));
  }

  /** A group whose members get its permissions on top of those of their roles. */
  @Post()
  @Needs('users.manage')
  async create(@CurrentUser() actor: Actor, @Body() body: CreateGroupDto): Promise<GroupResponse> {
    return toGroupResponse(await this.groups.create(actor, body));
  }

  /** Takes effect with the members' next requests. */
  @Patch(':id')
  @Needs('users.manage')
  async change(
    @CurrentUser() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateGroupDto,
  ): Promise<GroupResponse> {
    return toGroupResponse(await this.groups.change(actor, id, body));
  }

  /** The members lose what it gave them. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('users.manage')
  remove(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.groups.remove(actor, id);
  }

  /** Who is in the group, by address. */
  @Get(':id/members')
  @Needs('users.manage')
  async listMembers(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<UserPageResponse> {
    return mapPage(await this.groups.listMembers(id, query), toUserResponse);
  }

  /** Takes the user in; one who is in already stays. */
  @Put(':id/members/:userId')
  @Needs('users.manage')
  async addMember(
    @CurrentUser() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<GroupResponse> {
    return toGroupResponse(await this.groups.addMember(actor, id, userId));
  }

  /** Lets the user go; what the group gave them ends with their next request. */
  @Delete(':id/members/:userId')
  @HttpCode(204)
  @Needs('users.manage')
  async removeMember(
    @CurrentUser() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    await this.groups.removeMember(actor, id, userId);
  }
}
