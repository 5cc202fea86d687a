import { ApiSchema } from '#platform/dto';
import { TextField } from '#platform/http';

@ApiSchema({ name: 'Label', description: 'words for a person, in the two languages of the home' })
export class LabelDto {
  @TextField({ max: 500, example: 'High (7 or more)' })
  en!: string;

  @TextField({ max: 500, example: 'Alto (7 o más)' })
  es!: string;
}
