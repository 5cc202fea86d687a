import { admit } from '#resident';

export const AppModule = admit;
