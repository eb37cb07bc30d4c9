import type { Feature } from '../../../chat/feature.ts';
import type { Access } from '../../kit/access.ts';
import { strategyActs as acts, keyResultForm, measureForm, objectiveForm } from '../../kit/offers/strategy.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import {
  openKeyResult,
  openMeasure,
  openNewKeyResult,
  openObjective,
  retireKeyResult,
  retireObjective,
  saveKeyResult,
  saveMeasure,
  saveObjective,
  showKeyResult,
  showObjective,
} from './goals.ts';

/** Objectives and key results: how one would know (row A8). They are shown by `/flow strategy`. */
export const goals: Feature<Access> = {
  name: 'goals',
  commands: [],
  actions: [
    onRead(acts.newObjective, 'steer', (context) => openObjective(context, null)),
    onRead(acts.objective, 'read', (context, { objectiveId }) => showObjective(context, objectiveId)),
    onRead(acts.editObjective, 'steer', (context, { objectiveId }) => openObjective(context, objectiveId)),
    onWrite(acts.retireObjective, 'steer', (context, on) => retireObjective(context, on)),
    onRead(acts.newKeyResult, 'steer', (context, { objectiveId }) => openNewKeyResult(context, objectiveId)),
    onRead(acts.editKeyResult, 'steer', (context, { keyResultId }) => openKeyResult(context, keyResultId)),
    onRead(acts.measure, 'measure', (context, { keyResultId }) => openMeasure(context, keyResultId)),
    onWrite(acts.retireKeyResult, 'steer', (context, on) => retireKeyResult(context, on)),
  ],
  forms: [
    onSubmit(objectiveForm, 'steer', (context, values, data) => saveObjective(context, values, data)),
    onSubmit(keyResultForm, 'steer', (context, values, data) => saveKeyResult(context, values, data)),
    onSubmit(measureForm, 'measure', (context, values, data) => saveMeasure(context, values, data)),
  ],
  things: [{ prefix: 'K', show: showKeyResult }],
};
