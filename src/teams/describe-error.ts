export { describeError } from '../chat/edge/describe-error.ts';
