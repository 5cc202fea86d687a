import { createRequire, Module } from 'node:module';

const require = createRequire(import.meta.url);

/** TypeORM's drivers for databases that no home is on, as files of its own. */
const OTHERS = [
  'aurora-mysql/AuroraMysqlDriver',
  'aurora-postgres/AuroraPostgresDriver',
  'capacitor/CapacitorDriver',
  'cockroachdb/CockroachDriver',
  'cordova/CordovaDriver',
  'expo/ExpoDriver',
  'mongodb/MongoDriver',
  'mysql/MysqlDriver',
  'nativescript/NativescriptDriver',
  'oracle/OracleDriver',
  'react-native/ReactNativeDriver',
  'sap/SapDriver',
  'spanner/SpannerDriver',
  'sqljs/SqljsDriver',
  'sqlserver/SqlServerDriver',
];

/**
 * Leaves out what TypeORM loads for databases that are not in use. It loads all it knows, a third of its code; with
 * nothing in their place, one of them is not known any more. To be called before TypeORM is loaded.
 */
export function leaveOutOtherDatabases(kind: 'postgres' | 'sqlite'): void {
  for (const driver of kind === 'sqlite' ? [...OTHERS, 'postgres/PostgresDriver'] : OTHERS) {
    const path = require.resolve(`typeorm/driver/${driver}.js`);
    const nothing = new Module(path);
    nothing.loaded = true;
    require.cache[path] = nothing;
  }
}
