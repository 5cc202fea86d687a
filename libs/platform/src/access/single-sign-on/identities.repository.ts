import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '#platform/database';
import { forUpdate, insertRows, onConstraint, select, updatePart } from '#platform/database/sql';
import { DomainError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { IdentityEntity } from './identity.entity.js';

/** Whom an issuer knows as which user. */
export interface Identity {
  readonly id: string;
  readonly userId: string;
  readonly issuer: string;
  readonly subject: string;
  /** When the token was issued by which the user's name and roles were last changed. */
  readonly toldAt: Instant;
}

/** 409: someone has just entered that person. */
export class IdentityTakenError extends DomainError {
  constructor() {
    super('conflict', 'identity-taken', 'That person is known already.');
  }
}

/** Whom an issuer of single sign-on knows as which user, as it is stored. */
@Injectable()
export class IdentitiesRepository {
  /** In a unit of work nobody else changes it until that ends. */
  async find(reader: Reader, issuer: string, subject: string): Promise<Identity | undefined> {
    const query = select(reader, IdentityEntity, 'identity').where(
      'identity.issuer = :issuer AND identity.subject = :subject',
      { issuer, subject },
    );
    return (await forUpdate(reader, query).getOne()) ?? undefined;
  }

  /** @throws IdentityTakenError */
  async add(tx: Tx, identity: Identity): Promise<void> {
    await onConstraint(insertRows(tx, IdentityEntity, [identity]), {
      uq_identities__issuer_subject: () => new IdentityTakenError(),
    });
  }

  async tell(tx: Tx, id: string, toldAt: Instant): Promise<void> {
    await updatePart(tx, IdentityEntity, id, { toldAt });
  }
}
