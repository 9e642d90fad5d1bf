import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

/** What every list takes. A list with `search` or `sort` adds them in its own query class. */
export class PageQuery {
  /** How many items to answer, 1 to 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number from 1 to 200' })
  @Min(1, { message: 'must be at least 1' })
  @Max(200, { message: 'must be at most 200' })
  limit?: number = 50;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  cursor?: string;

  /** Also count all items. */
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  withTotal?: boolean = false;
}

/** A page as repositories give it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

/** The same page with every item turned into what the API shows. */
export function mapPage<T, R>(page: Page<T>, toResponse: (item: T) => R): Page<R> {
  return { ...page, items: page.items.map(toResponse) };
}
