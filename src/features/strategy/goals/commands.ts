import { type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { strategyActs as acts, keyResultForm, measureForm, objectiveForm } from '../../kit/offers/strategy.ts';
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
    onAction(acts.newObjective, 'steer', () => read((context: Read) => openObjective(context, null))),
    onAction(acts.objective, 'read', ({ objectiveId }) => read((context: Read) => showObjective(context, objectiveId))),
    onAction(acts.editObjective, 'steer', ({ objectiveId }) => read((context: Read) => openObjective(context, objectiveId))),
    onAction(acts.retireObjective, 'steer', (on) => write((context: Write) => retireObjective(context, on))),
    onAction(acts.newKeyResult, 'steer', ({ objectiveId }) => read((context: Read) => openNewKeyResult(context, objectiveId))),
    onAction(acts.editKeyResult, 'steer', ({ keyResultId }) => read((context: Read) => openKeyResult(context, keyResultId))),
    onAction(acts.measure, 'measure', ({ keyResultId }) => read((context: Read) => openMeasure(context, keyResultId))),
    onAction(acts.retireKeyResult, 'steer', (on) => write((context: Write) => retireKeyResult(context, on))),
  ],
  forms: [
    onForm(objectiveForm, 'steer', (values, data) => write((context: Write) => saveObjective(context, values, data))),
    onForm(keyResultForm, 'steer', (values, data) => write((context: Write) => saveKeyResult(context, values, data))),
    onForm(measureForm, 'measure', (values, data) => write((context: Write) => saveMeasure(context, values, data))),
  ],
  things: [{ prefix: 'K', show: showKeyResult }],
};
