import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { Route, toPageRequest } from '#platform/http';
import { Printable } from '#platform/print';
import { ReadRegister } from '../app/read-register.service.js';
import { RegisterDto, RegisterQueryDto } from './register.dto.js';
import { registerPage } from './register.page.js';

@ApiTags('stock')
@Controller('stock/controlled-register')
export class RegisterController {
  constructor(private readonly register: ReadRegister) {}

  @Get()
  @Requires('stock:read', readsOf('controlled-register', residentIn('query')))
  @Route({
    summary: 'The register of a controlled medicine: every movement and dose',
    description:
      'As it was entered, newest first, with the running balance of each owner. A wrong line stays and is corrected by ' +
      'another; each points at the other. With `Accept: text/html` the same page to print on A4: by owner, oldest first, ' +
      'in the language that `Accept-Language` asks for (`en`, `es`).',
    returns: RegisterDto,
    printable: true,
    problems: { 404: ['not-found'], 409: ['not-controlled'] },
  })
  @Printable(registerPage)
  async read(@Query() query: RegisterQueryDto, @CurrentCaller() caller: Caller): Promise<RegisterDto> {
    const { medicationId, residentId, from, to } = query;
    const asked = { medicationId, residentId, from, to };
    return RegisterDto.from(await this.register.read(asked, toPageRequest(query), caller));
  }
}
