/* ork.llm/1: language models, through the host's chain of providers. A plugin asks
 * one question and gets one whole answer, whoever gave it; the host retries, falls
 * back, counts the cost, runs the tools, hides personal data from the providers,
 * and checks the answer. When nobody answers, the plugin goes on without: a model
 * adds understanding and tone, and decides nothing.
 *
 * QUESTION, `request_json` of complete; members that are not listed are refused:
 *   "purpose"      what the question is for, a constant: "sale", "rerank". 1 to 40 of
 *                  a-z, 0-9, '-', '_' and '.'. Metrics and traces show it
 *   "why"          one line for whoever reads `orkesta turn show`: why it was worth
 *                  asking here. 1 to 200 characters, none of the customer's
 *   "system"       the rules, by the plugin's author: at most 32 KiB. Never text of
 *                  a customer or a catalog: that is data, or a message
 *   "messages"     [{"role": "user" | "assistant", "text"}], oldest first: at most
 *                  64 and 64 KiB together, the last one a user's
 *   "data"         optional [{"name", "text"} or {"name", "json"}]: what the model
 *                  shall know and not obey, such as products found. At most 16, and
 *                  64 KiB together. The host fences it and tells the model what it is
 *   "tools"        optional: names of tools of the tenant's enabled plugins that
 *                  the model may call, at most 32. One that does not exist is left out
 *   "schema"       optional: JSON Schema of an object that the answer has to be
 *   "size"         "small" (quick: intents, lists) or "large" (dialogue; the default)
 *   "temperature"  optional, 0 to 2. At 0 equal questions have one answer
 *   "max_tokens"   optional, 1 to 4096: the longest answer
 *   "language"     optional BCP 47: an answer that is plainly in another language is
 *                  refused and asked for again. The host knows es, en and pt
 *
 * ANSWER:
 *   "text"         what the model says; null with a schema
 *   "json"         the object, held against the schema; null without
 *   "calls"        [CALL]: the tools that ran, in order
 *   "provider", "model"   who answered
 *   "usage"        {"prompt_tokens", "completion_tokens", "cost_nanos"} of all rounds
 *                  and attempts; cost in billionths of the prices' currency
 *   "attempts"     how many requests were sent to providers
 *   "replayed"     true: recorded before a redo of the turn, nothing was paid again
 *
 * CALL: {"tool", "arguments", "result"} or {"tool", "arguments", "error": {"kind",
 * "detail"}}. What a call staged commits with the turn.
 *
 * FAILURE, the json of a completion that failed, with status ORK_E_UNAVAILABLE:
 * {"reason", "detail", "calls": [CALL]}. Calls that ran before have had their effect.
 * Reasons; another one is to be treated as "exhausted":
 *   "unconfigured"    no provider is configured for the tenant
 *   "exhausted"       every provider failed, or rests after failures
 *   "deadline"        no time is left in the turn
 *   "budget"          the tenant's tokens or money of the day are spent
 *   "content_filter"  a provider's rules refuse the question
 *   "unfit"           answers came, and none was in the language or of the schema
 *   "tool_loop"       the model called tools in a circle, or too often
 *   "turn_limit"      the turn asked too many questions
 *   "cancelled"       the turn or the instance ended
 *   "internal"        the host could not ask: its database, say
 *
 * Before a question leaves the host, telephone numbers, e-mail and street
 * addresses, numbers of cards and accounts, tax numbers (RFC, CURP, CPF, CNPJ) and
 * the customer's name are replaced by placeholders such as [PHONE_1], and put back
 * in the answer and in the arguments of tools. Amounts are not touched.
 */
#ifndef ORKESTA_EXT_LLM_H
#define ORKESTA_EXT_LLM_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_LLM_1 "ork.llm/1"

typedef struct ork_llm_service {
    uint32_t size;
    uint32_t reserved;

    /* [any] ORK_OK when complete may find somebody to ask, ORK_E_UNAVAILABLE when
     * no provider is configured for the tenant: then nothing needs to be prepared
     * for a question. */
    ork_status (*available)(ork_inst inst);

    /* [lane] journalled; needs a turn. `request_json` is a QUESTION, copied before
     * this returns. Tools run in the turn, on their plugins' lanes, this one's too:
     * the plugin must not hold its lane while it waits.
     *
     * on_event, while an answer is written: number = its characters so far, back at
     * 0 when another attempt begins. on_done with json = ANSWER; ORK_E_UNAVAILABLE
     * with json = FAILURE; ORK_E_INVALID: the question breaks a rule from above.
     * Takes at most call->deadline_ms, and never longer than the turn has.
     *
     * A redo of the turn that asks the same question under the same call->label gets
     * what was answered before; a tool runs again, for its writes were not kept. */
    ork_status (*complete)(ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op);
} ork_llm_service;

static inline ork_status ork_llm_available(const ork_llm_service *service, ork_inst inst)
{
    return ORK_HAS(service, available) ? service->available(inst) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_llm_complete(
    const ork_llm_service *service, ork_inst inst, const ork_call *call, ork_str request_json, ork_op *op)
{
    return ORK_HAS(service, complete) ? service->complete(inst, call, request_json, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
