import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { Permission } from './permissions.js';
import { OPEN, PERMISSION } from './requires.js';

/** One route of the application, as its decorators say. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly permission: Permission | typeof OPEN | undefined;
}

/** Every route of every controller. */
export function walkRoutes(modules: ModulesContainer, reflector: Reflector): DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  for (const module of modules.values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype === 'function') routes.push(...routesOf(metatype as Type<object>, reflector));
    }
  }
  return routes;
}

/** @throws Error naming each route that says neither a permission nor that it is open: it doesn't start. */
export function refuseUnnamedRoutes(routes: readonly DeclaredRoute[]): void {
  const unnamed = routes.filter((route) => route.permission === undefined);
  if (unnamed.length === 0) return;
  throw new Error(`routes without a permission: ${unnamed.map((route) => `${route.method} ${route.path}`).join(', ')}`);
}

/** A controller's own routes and those it inherits, under each of its addresses, as Nest registers them. */
function routesOf(controller: Type<object>, reflector: Reflector): DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const bases = pathsOf(controller);
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] as () => unknown;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const paths = pathsOf(handler);
    return bases.flatMap((base) =>
      paths.map((path) => ({
        method: RequestMethod[method],
        path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        handler: `${controller.name}.${name}`,
        permission: reflector.get<Permission | typeof OPEN | undefined>(PERMISSION, handler),
      })),
    );
  });
}

/** One path or several, as a decorator took them. */
function pathsOf(target: object): readonly string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[] | undefined;
  return typeof paths === 'object' ? paths : [paths ?? ''];
}
