import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '#platform/dto';
import { Route } from '#platform/http';
import { MeDto, PasswordChangeDto, PinDto, TokenDto, TokenRequestDto } from './access.dto.js';
import { OwnPassword } from './passwords/own-password.service.js';
import { AboutOneself, CurrentCaller, Open, tokenOf, type Caller } from './requires.js';
import { SignIn } from './sign-in.service.js';
import { Users } from './users.service.js';

@ApiTags('access')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly users: Users,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Post('token')
  @Open()
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @Route({
    summary: 'Sign in',
    notKept: 'A token is given once and never stored; signing in again gives another.',
    description: 'Takes JSON or an OAuth 2.0 password-grant form.',
    returns: TokenDto,
    open: true,
    example: { username: 'admin', password: 'correct horse battery', grant_type: 'password' },
    problems: { 401: ['unauthenticated'], 429: ['too-many-attempts'] },
  })
  async token(@Body() { username, password }: TokenRequestDto): Promise<TokenDto> {
    return TokenDto.from(await this.signIn.signIn(username, password));
  }

  @Post('logout')
  @AboutOneself('signed-in-here')
  @Route({
    summary: 'Revoke the token in use',
    status: 204,
    notKept: 'Once it is done, the token answers nothing.',
    problems: { 403: ['not-a-person', 'signed-in-elsewhere'] },
  })
  async logout(@CurrentCaller() caller: Caller): Promise<void> {
    await this.signIn.signOut(tokenOf(caller));
  }

  @Get('me')
  @AboutOneself('anyone')
  @Route({ summary: 'Who is signed in', description: 'Of an API key: which program it is.', returns: MeDto })
  me(@CurrentCaller() caller: Caller): MeDto {
    return MeDto.from(caller);
  }

  @Post('password')
  @AboutOneself('signed-in-here')
  @Route({
    summary: 'Change your own password',
    description: 'Revokes every other token of yours. Wrong passwords count as failed attempts to sign in.',
    status: 204,
    notKept:
      'Done twice, the second is refused, since the password is another by then; none is kept but with its user.',
    problems: {
      403: ['wrong-password', 'not-a-person', 'signed-in-elsewhere'],
      412: ['version-conflict'],
      429: ['too-many-attempts'],
    },
  })
  async password(
    @Body() { currentPassword, newPassword }: PasswordChangeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.ownPassword.change(caller, currentPassword, newPassword);
  }

  @Post('pin')
  @AboutOneself('person')
  @Route({
    summary: 'Set your own witness PIN',
    status: 204,
    notKept: 'Setting the same PIN again changes nothing; nothing made of a PIN is kept but with its user.',
    problems: { 403: ['not-a-person'] },
  })
  async pin(@Body() { pin }: PinDto, @CurrentCaller() caller: Caller): Promise<void> {
    await this.users.setPin(caller.userId, pin);
  }
}
