export { describeError } from '../../edge/describe-error.ts';
