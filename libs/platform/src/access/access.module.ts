import { Module, type DynamicModule } from '@nestjs/common';
import type { ServerConfig } from '#platform/config';
import { AccessGuard } from './access.guard.js';
import { ApiKeyEntity } from './api-keys/api-key.entity.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysRepository } from './api-keys/api-keys.repository.js';
import { ApiKeys } from './api-keys/api-keys.service.js';
import { KeyUse } from './api-keys/key-use.service.js';
import { AuthController } from './auth.controller.js';
import { Callers } from './callers.service.js';
import { FirstAdministrator } from './first-administrator.js';
import { OwnPassword } from './passwords/own-password.service.js';
import { PasswordCheck } from './passwords/password-check.service.js';
import { PASSWORD_MIN_LENGTH, PasswordRules } from './passwords/password-rules.service.js';
import { SignIn, TOKEN_MINUTES } from './sign-in.service.js';
import { roleRule } from './single-sign-on/claims.js';
import { IdentitiesRepository } from './single-sign-on/identities.repository.js';
import { IdentityEntity } from './single-sign-on/identity.entity.js';
import { People } from './single-sign-on/people.service.js';
import { ACCEPTED_ISSUER, SingleSignOn, type AcceptedIssuer } from './single-sign-on/single-sign-on.service.js';
import { Attempts } from './throttle/attempts.js';
import { VerificationLane } from './throttle/verification-lane.js';
import { AccessTokenEntity, UserEntity } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

type AccessOptions = Pick<ServerConfig, 'tokenMinutes' | 'passwordMinLength' | 'singleSignOn'>;

/** Who may do what. */
@Module({})
export class AccessModule {
  static readonly entities = [UserEntity, AccessTokenEntity, ApiKeyEntity, IdentityEntity];

  /** @throws ConfigurationError when single sign-on is to give a role that there isn't. */
  static forRoot({ tokenMinutes, passwordMinLength, singleSignOn }: AccessOptions): DynamicModule {
    const accepted: AcceptedIssuer | undefined =
      singleSignOn === undefined ? undefined : { ...singleSignOn, rule: roleRule(singleSignOn) };
    return {
      module: AccessModule,
      global: true,
      controllers: [AuthController, UsersController, ApiKeysController],
      providers: [
        { provide: TOKEN_MINUTES, useValue: tokenMinutes },
        { provide: ACCEPTED_ISSUER, useValue: accepted },
        { provide: PASSWORD_MIN_LENGTH, useValue: passwordMinLength },
        VerificationLane,
        Attempts,
        PasswordRules,
        PasswordCheck,
        OwnPassword,
        UsersRepository,
        SignIn,
        Users,
        ApiKeysRepository,
        KeyUse,
        ApiKeys,
        IdentitiesRepository,
        People,
        SingleSignOn,
        Callers,
        FirstAdministrator,
        AccessGuard,
      ],
      exports: [Callers, SignIn, Users, VerificationLane, FirstAdministrator, AccessGuard],
    };
  }
}
