/* Opens a case, and opens it again when nobody can say whether it was opened. */
#include "agent.h"

static void opened(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (completion->status == ORK_E_UNKNOWN_OUTCOME && job->tries++ < 3) {
        ork_call call = call_for(job, opened);
        ork_status status = ork_conversation_open_case(job->self->conversations, job->self->inst, &call,
                                                       STR("complaint"), STR("Se queja"), &(ork_op){0});
        if (status == ORK_OK) return;
    }
    if (completion->status != ORK_OK) return give_up(job, completion->status);
    reply(job->self, job->turn, STR("Una persona le escribe."));
    free(job);
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    errand *job = new_errand(self, turn);
    if (job == NULL) return ORK_E_INTERNAL;
    ork_call call = call_for(job, opened);
    ork_status status = ork_conversation_open_case(self->conversations, self->inst, &call, STR("complaint"),
                                                   STR("Se queja"), &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
    return ORK_OK;
}
