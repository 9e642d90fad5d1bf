// The service with those who appear in most stories: tokens of an owner, a stranger, a manager and an admin.
import { aManager, anAdmin, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from './app.js';

export interface Cast {
  app: TestApp;
  ownerId: string;
  owner: string;
  stranger: string;
  manager: string;
  admin: string;
}

export async function startAppWithCast(): Promise<Cast> {
  const app = await startTestApp();
  const user = await aUser(app.dataSource);
  return {
    app,
    ownerId: user.id,
    owner: await tokenOf(user),
    stranger: await tokenOf(await aUser(app.dataSource)),
    manager: await tokenOf(await aManager(app.dataSource)),
    admin: await tokenOf(await anAdmin(app.dataSource)),
  };
}

/** The fields that a refusal names, in its order. */
export function fieldsOf(body: { errors: { field: string }[] }): string[] {
  return body.errors.map(({ field }) => field);
}
