import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Permission } from '../../api/can';
import { auditActions } from '../../features/audit/audit.queries';
import { postStatuses } from '../../features/posts/post-rules';
import { roles, userStatuses } from '../../features/users/user-rules';
import { needs, rootRoute } from './root';
import { oneIn, textIn } from './search';

const at = <Path extends string>(path: Path, permission: Permission) => ({
  getParentRoute: () => rootRoute,
  path,
  beforeLoad: needs(permission),
});

const usersIn = (search: Record<string, unknown>) => ({
  ...textIn(search, 'search'),
  ...oneIn(search, 'role', roles),
  ...oneIn(search, 'status', userStatuses),
});
const mailingStatuses = ['created', 'running', 'completed'] as const;

/** For managers, content managers and admins: each page needs a right. */
export const manageRoutes = [
  createRoute({
    ...at('/manage/mailings', 'mailings.disable'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'search'),
      ...oneIn(search, 'status', mailingStatuses),
    }),
    component: lazyRouteComponent(
      () => import('../../features/users/manage-mailings-page'),
      'ManageMailingsPage',
    ),
  }),
  createRoute({
    ...at('/manage/users', 'users.read'),
    validateSearch: usersIn,
    component: lazyRouteComponent(() => import('../../features/users/users-page'), 'ManageUsersPage'),
  }),
  createRoute({
    ...at('/manage/contacts', 'contact.read'),
    component: lazyRouteComponent(
      () => import('../../features/contact/contact-mails-page'),
      'ContactMailsPage',
    ),
  }),
  createRoute({
    ...at('/admin/users', 'users.manage'),
    validateSearch: usersIn,
    component: lazyRouteComponent(() => import('../../features/users/users-page'), 'AdminUsersPage'),
  }),
  createRoute({
    ...at('/admin/groups', 'users.manage'),
    component: lazyRouteComponent(() => import('../../features/groups/groups-page'), 'GroupsPage'),
  }),
  createRoute({
    ...at('/admin/groups/new', 'users.manage'),
    component: lazyRouteComponent(() => import('../../features/groups/group-page'), 'NewGroupPage'),
  }),
  createRoute({
    ...at('/admin/groups/$id', 'users.manage'),
    component: lazyRouteComponent(() => import('../../features/groups/group-page'), 'GroupPage'),
  }),
  createRoute({
    ...at('/admin/posts', 'blog.write'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'search'),
      ...oneIn(search, 'status', postStatuses),
    }),
    component: lazyRouteComponent(() => import('../../features/posts/admin-posts-page'), 'AdminPostsPage'),
  }),
  createRoute({
    ...at('/admin/posts/new', 'blog.write'),
    component: lazyRouteComponent(() => import('../../features/posts/post-edit-page'), 'NewPostPage'),
  }),
  createRoute({
    ...at('/admin/posts/$slug', 'blog.write'),
    component: lazyRouteComponent(() => import('../../features/posts/post-edit-page'), 'EditPostPage'),
  }),
  createRoute({
    ...at('/audit', 'audit.read'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...textIn(search, 'targetId'),
      ...oneIn(search, 'action', auditActions),
    }),
    component: lazyRouteComponent(() => import('../../features/audit/audit-page'), 'AuditPage'),
  }),
] as const;
