import {
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  type MessagingExtensionAction,
  type MessagingExtensionActionResponse,
  type SearchInvokeResponse,
  type SearchInvokeValue,
  type TaskModuleRequest,
  type TaskModuleResponse,
  TeamsActivityHandler,
  type TurnContext,
} from 'botbuilder';
import type { Activity } from './guard/activity.ts';
import type { Deps } from './handle/deps.ts';
import { onDialogFetch, onDialogSubmit } from './handle/dialog.ts';
import { onExecute } from './handle/execute.ts';
import { onHanded } from './handle/extension.ts';
import { onInstallation } from './handle/install.ts';
import { onMessage } from './handle/message.ts';
import { onSearch } from './handle/search.ts';
import { type Turn, turnOf } from './parse/turn.ts';

/** The SDK's handler: which of ours answers what. A class, because the SDK knows invokes by methods alone. */
export class Bot extends TeamsActivityHandler {
  readonly #deps: Deps;
  readonly #turn: (context: TurnContext) => Turn;

  constructor(deps: Deps, who: { readonly tenantId: string; readonly anonymous: boolean }) {
    super();
    this.#deps = deps;
    this.#turn = (context) => turnOf(context.activity as unknown as Activity, who.tenantId, who.anonymous);
    this.onMessage((context, next) => onMessage(deps, this.#turn(context)).then(next));
    this.onInstallationUpdate((context, next) => onInstallation(deps, this.#turn(context)).then(next));
  }

  protected override async onAdaptiveCardInvoke(context: TurnContext, value: AdaptiveCardInvokeValue): Promise<AdaptiveCardInvokeResponse> {
    return onExecute(this.#deps, this.#turn(context), value);
  }

  // The SDK's type has it that a search found cards; what menus take are titles and values.
  protected override async onSearchInvoke(context: TurnContext, value: SearchInvokeValue): Promise<SearchInvokeResponse> {
    return (await onSearch(this.#deps, this.#turn(context), value)) as unknown as SearchInvokeResponse;
  }

  protected override async handleTeamsTaskModuleFetch(context: TurnContext, value: TaskModuleRequest): Promise<TaskModuleResponse> {
    return (await onDialogFetch(this.#deps, this.#turn(context), value)) as TaskModuleResponse;
  }

  protected override async handleTeamsTaskModuleSubmit(context: TurnContext, value: TaskModuleRequest): Promise<TaskModuleResponse> {
    return (await onDialogSubmit(this.#deps, this.#turn(context), value)) as TaskModuleResponse;
  }

  protected override async handleTeamsMessagingExtensionFetchTask(
    context: TurnContext,
    value: MessagingExtensionAction,
  ): Promise<MessagingExtensionActionResponse> {
    return (await onHanded(this.#deps, this.#turn(context), value)) as MessagingExtensionActionResponse;
  }

  protected override async handleTeamsMessagingExtensionSubmitAction(
    context: TurnContext,
    value: MessagingExtensionAction,
  ): Promise<MessagingExtensionActionResponse> {
    return (await onDialogSubmit(this.#deps, this.#turn(context), value, true)) as MessagingExtensionActionResponse;
  }
}
