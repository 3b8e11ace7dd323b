export {
  createSandboxPlatform,
  type SandboxClock,
  type SandboxOptions,
  type SandboxPlatform,
} from './platform.ts';
