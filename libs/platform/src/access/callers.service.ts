import { Injectable } from '@nestjs/common';
import { ApiKeys } from './api-keys/api-keys.service.js';
import { bearerOf } from './bearer.js';
import type { Caller } from './requires.js';
import { SignIn } from './sign-in.service.js';
import { SingleSignOn } from './single-sign-on/single-sign-on.service.js';

/** Finds out who a bearer credential belongs to, by its kind. */
@Injectable()
export class Callers {
  constructor(
    private readonly signIn: SignIn,
    private readonly apiKeys: ApiKeys,
    private readonly singleSignOn: SingleSignOn,
  ) {}

  /**
   * Undefined when the `Authorization` header holds no credential, or one that is not good.
   * @throws IssuerUnreachableError when it can't be known whether it is.
   */
  callerOf(authorization: string | undefined): Promise<Caller | undefined> {
    const bearer = bearerOf(authorization);
    switch (bearer?.kind) {
      case 'token':
        return this.signIn.callerOf(bearer.value);
      case 'api-key':
        return this.apiKeys.callerOf(bearer.value);
      case 'jwt':
        return this.singleSignOn.callerOf(bearer.value);
      case undefined:
        return Promise.resolve(undefined);
    }
  }
}
