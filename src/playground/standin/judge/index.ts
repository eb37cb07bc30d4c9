export { judgeOptions, judgeSubmissionAnswer } from './answer.ts';
export { problemLine } from './judging.ts';
export { judgeMessage } from './message.ts';
export { judgeView } from './view.ts';
