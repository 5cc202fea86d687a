import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { Permission } from './permissions.js';
import { READS, type Reads } from './reads.js';
import { OPEN, PERMISSION } from './requires.js';

/** One route of the application, as its decorators say. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly permission: Permission | typeof OPEN | undefined;
  /** Whose record it reads. */
  readonly reads: Reads | undefined;
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

/**
 * @throws Error naming each route that says neither a permission nor that it is open, or that reads and doesn't say
 * whose record: it doesn't start.
 */
export function refuseUnnamedRoutes(routes: readonly DeclaredRoute[]): void {
  refuse('routes without a permission', routes, ({ permission }) => permission === undefined);
  refuse('routes that do not say whose record they read', routes, readsUntold);
}

function refuse(why: string, routes: readonly DeclaredRoute[], refused: (route: DeclaredRoute) => boolean): void {
  const named = routes.filter(refused).map(({ method, path }) => `${method} ${path}`);
  if (named.length > 0) throw new Error(`${why}: ${named.join(', ')}`);
}

/** Whether a read would leave no entry: nothing is said, or it is looked for where the path has nothing. */
function readsUntold({ method, path, permission, reads }: DeclaredRoute): boolean {
  if (reads === undefined) return method === 'GET' && permission !== OPEN;
  if (reads.from !== 'request') return false;
  const parts = path.split('/');
  return (
    reads.places.length === 0 || reads.places.some((place) => place.in === 'path' && !parts.includes(`:${place.name}`))
  );
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
        reads: reflector.get<Reads | undefined>(READS, handler),
      })),
    );
  });
}

/** One path or several, as a decorator took them. */
function pathsOf(target: object): readonly string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[] | undefined;
  return typeof paths === 'object' ? paths : [paths ?? ''];
}
