/** Sign-in, users, roles, the permission matrix and the guard. */
export { AccessGuard } from './access.guard.js';
export { AccessModule } from './access.module.js';
export { WitnessDto } from './access.dto.js';
export { Callers } from './callers.service.js';
export { FirstAdministrator } from './first-administrator.js';
export { hashToken, newToken } from './password.js';
export { isPermitted, PERMISSIONS, ROLES, type Permission, type ReadPermission, type Role } from './permissions.js';
export { belongingIn, READS, readsAsSaid, readsNobodys, readsOf, readsOne, residentIn, type Reads } from './reads.js';
export {
  AboutOneself,
  callerOf,
  CurrentCaller,
  Open,
  OPEN,
  PeopleOnly,
  PERMISSION,
  Requires,
  type Caller,
} from './requires.js';
export { refuseUnnamedRoutes, walkRoutes, type DeclaredRoute } from './route-walk.js';
export { VerificationLane } from './throttle/verification-lane.js';
export { Users, WitnessRefusedError, type NewUser } from './users.service.js';
