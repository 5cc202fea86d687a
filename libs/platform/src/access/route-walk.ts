import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
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
      if (typeof metatype !== 'function') continue;
      routes.push(...routesOf(metatype, reflector));
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

function routesOf(controller: object & { name?: string; prototype?: unknown }, reflector: Reflector): DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const base = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const path = String(Reflect.getMetadata(PATH_METADATA, handler) ?? '');
    return [
      {
        method: RequestMethod[method],
        path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        handler: `${controller.name ?? ''}.${name}`,
        permission: reflector.get<Permission | typeof OPEN | undefined>(PERMISSION, handler),
      },
    ];
  });
}
