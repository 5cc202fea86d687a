import { Module, type DynamicModule } from '@nestjs/common';
import { AccessGuard } from './access.guard.js';
import { ApiKeyEntity } from './api-keys/api-key.entity.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysRepository } from './api-keys/api-keys.repository.js';
import { ApiKeys } from './api-keys/api-keys.service.js';
import { KeyUse } from './api-keys/key-use.service.js';
import { AuthController } from './auth.controller.js';
import { Callers } from './callers.service.js';
import { FirstAdministrator } from './first-administrator.js';
import { SignIn, TOKEN_MINUTES } from './sign-in.service.js';
import { AccessTokenEntity, UserEntity } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

/** Who may do what. */
@Module({})
export class AccessModule {
  static readonly entities = [UserEntity, AccessTokenEntity, ApiKeyEntity];

  static forRoot(tokenMinutes: number): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      controllers: [AuthController, UsersController, ApiKeysController],
      providers: [
        { provide: TOKEN_MINUTES, useValue: tokenMinutes },
        UsersRepository,
        SignIn,
        Users,
        ApiKeysRepository,
        KeyUse,
        ApiKeys,
        Callers,
        FirstAdministrator,
        AccessGuard,
      ],
      exports: [SignIn, Users, FirstAdministrator, AccessGuard],
    };
  }
}
