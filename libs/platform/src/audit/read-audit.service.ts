import { Injectable } from '@nestjs/common';
import { isPermitted, PERMISSIONS, type Caller, type Permission } from '#platform/access';
import { mapPage, readableWith, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import type { AuditEntry } from './trail/audit-entry.js';
import { AuditRepository, type AuditFilter } from './trail/audit.repository.js';

/** Reads the trail for someone: what was changed only where they may read the resource itself. */
@Injectable()
export class ReadAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: AuditRepository,
  ) {}

  /** Newest first; `before` and `after` are null in entries about what the caller may not read. */
  async list(filter: AuditFilter, page: PageRequest, caller: Caller): Promise<Page<AuditEntry>> {
    const found = await this.entries.list(this.unitOfWork.reader, filter, page);
    return mapPage(found, (entry) => (mayRead(caller, entry) ? entry : { ...entry, before: null, after: null }));
  }
}

function mayRead({ roles }: Caller, { resource }: AuditEntry): boolean {
  const permission = readableWith(resource);
  return isPermission(permission) && isPermitted(roles, permission);
}

function isPermission(name: string | undefined): name is Permission {
  return name !== undefined && Object.hasOwn(PERMISSIONS, name);
}
