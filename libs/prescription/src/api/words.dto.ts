import { ApiSchema } from '#platform/dto';
import { TextField } from '#platform/http';

@ApiSchema({ name: 'Words', description: 'the same in the two languages of the home' })
export class WordsDto {
  @TextField({ max: 2000, example: 'every day at 08:00, 20:00' })
  en!: string;

  @TextField({ max: 2000, example: 'cada día a las 08:00, 20:00' })
  es!: string;
}
