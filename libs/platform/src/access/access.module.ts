import { Module, type DynamicModule } from '@nestjs/common';
import { AccessGuard } from './access.guard.js';
import { AuthController } from './auth.controller.js';
import { FirstAdministrator } from './first-administrator.js';
import { SignIn, TOKEN_MINUTES } from './sign-in.service.js';
import { AccessTokenEntity, UserEntity } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

/** Who may do what. */
@Module({})
export class AccessModule {
  static readonly entities = [UserEntity, AccessTokenEntity];

  static forRoot(tokenMinutes: number): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      controllers: [AuthController, UsersController],
      providers: [
        { provide: TOKEN_MINUTES, useValue: tokenMinutes },
        UsersRepository,
        SignIn,
        Users,
        FirstAdministrator,
        AccessGuard,
      ],
      exports: [SignIn, Users, FirstAdministrator, AccessGuard],
    };
  }
}
