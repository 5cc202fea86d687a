import { DataSource, type DataSourceOptions } from 'typeorm';

/**
 * A second connection to a SQLite file. It knows the tables by what the first one has built of them: to build that again
 * would take as much time and memory.
 */
export class ReadingSource extends DataSource {
  constructor(
    options: DataSourceOptions,
    private readonly first: DataSource,
  ) {
    super(options);
  }

  /** Called by {@link DataSource.initialize}; who only reads opens no other connection first. */
  protected override buildMetadatas(): Promise<void> {
    if (!this.first.isInitialized) return super.buildMetadatas();
    const { entityMetadatas, entityMetadatasMap } = this.first;
    Object.assign(this, { entityMetadatas, entityMetadatasMap });
    return Promise.resolve();
  }
}
