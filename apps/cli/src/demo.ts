import { Command, InvalidArgumentError, Option } from 'commander';
import type { Caller, Role } from '#platform/access';
import { readServerConfig, type Environment } from '#platform/config';
import { localDateOf, SteppedClock, SystemClock } from '#platform/time';
import { KeepResidents } from '#resident';
import type { DemoHome } from './demo/demo-home.js';
import { fillActivities } from './demo/fill-activities.js';
import { fillMedicines, fillRounds } from './demo/fill-medicines.js';
import { hireStaff, settleResidents } from './demo/fill-people.js';
import { fillStays } from './demo/fill-stays.js';
import { countControlled, fillStock } from './demo/fill-stock.js';
import { fillWellness } from './demo/fill-wellness.js';
import { progressOn } from './progress.js';
import { withHome } from './open-home.js';

/** Of everyone in the demonstration; it is no secret, and the home no real one. */
const PASSWORD = 'a-home-to-look-around-in';

/** `demo`: fills an empty home with sixty residents and a fortnight of their days. */
export function demo(environment: Environment): Command {
  return new Command('demo')
    .description('fills an empty home with a believable one, ending now')
    .addOption(new Option('--seed <number>', 'another seed draws other people').default(2026).argParser(readSeed))
    .action(async ({ seed }: { seed: number }) => {
      const now = new SystemClock().now();
      const clock = new SteppedClock(now);
      const zone = readServerConfig(environment).timeZone;
      const progress = progressOn(process.stdout);
      await withHome(
        environment,
        async (app) => {
          const { items } = await app.get(KeepResidents).list({}, { limit: 1 });
          if (items.length > 0) throw new Error('this home has residents; the demonstration fills only an empty one');
          await fill({ app, clock, zone, today: localDateOf(now, zone), seed, progress });
        },
        clock,
      );
      progress.stop();
      process.stdout.write(
        `The home is filled. After npm start, sign in as lucia.crespo (nurse), marta.vega (prescriber) or elena.ruiz ` +
          `(manager) with the password ${PASSWORD}.\n`,
      );
    });
}

async function fill(home: DemoHome): Promise<void> {
  const until = home.clock.now();
  const staff = await hireStaff(home, PASSWORD);
  const [nurse, secondNurse] = [someone(staff, 'nurse', 0), someone(staff, 'nurse', 1)];
  const settled = await settleResidents(home, nurse);
  await fillMedicines(home, settled, someone(staff, 'prescriber', 0));
  const roundStaff = { nurse, witness: { username: secondNurse.username, pin: PASSWORD } };
  await fillStock(home, settled, roundStaff);
  const thoseIn = await fillStays(home, settled, nurse);
  await fillRounds(home, roundStaff, until);
  await countControlled(home, roundStaff);
  await fillWellness(home, thoseIn, nurse);
  await fillActivities(home, thoseIn, someone(staff, 'coordinator', 0));
}

function someone(staff: ReadonlyMap<Role, readonly Caller[]>, role: Role, index: number): Caller {
  const found = staff.get(role)?.[index];
  if (found === undefined) throw new Error(`the demonstration has no ${role}`);
  return found;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed <= 1_000_000) return seed;
  throw new InvalidArgumentError('A whole number from 0 to 1000000.');
}
