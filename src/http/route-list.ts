// Every route of the real app with who may call it, read from the controllers; for docs/access.md and its test.
import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from './access.decorators.js';

export interface RouteAccess {
  /** `GET`, `POST`... */
  method: string;
  /** As the controller says it, without `/api/v1`: `/clients/:id`. */
  path: string;
  /** Undefined where the handler says nothing: nobody may. */
  rule: AccessRule | undefined;
}

/** In the order of their paths. */
export function routesOf(app: INestApplicationContext): RouteAccess[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers
    .flatMap(({ metatype }) => routesOfController(metatype as new () => object))
    .toSorted((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

function routesOfController(controller: new () => object): RouteAccess[] {
  const handlers = Object.getOwnPropertyNames(controller.prototype)
    .map((name) => (controller.prototype as Record<string, unknown>)[name])
    .filter((handler): handler is () => unknown => typeof handler === 'function')
    .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler));
  return handlers.flatMap((handler) => {
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    const rule = Reflect.getMetadata(ACCESS_RULE, handler) as AccessRule | undefined;
    return pathsIn(controller).flatMap((base) =>
      pathsIn(handler).map((rest) => ({ method, path: joined(base, rest), rule })),
    );
  });
}

function pathsIn(target: object): string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return [paths ?? ''].flat();
}

function joined(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}

/** By the letters alone: the order must be the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
