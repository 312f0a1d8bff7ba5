/* Waits for a document, and forgets the turn when it does not come. */
#include "agent.h"

static void found(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (completion->status == ORK_OK || completion->status == ORK_E_NOT_FOUND) {
        reply(job->self, job->turn, STR("Hola."));
    }
    if (completion->status == ORK_E_CANCELLED) finish(job->self, job->turn, ORK_E_CANCELLED);
    free(job);
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    errand *job = new_errand(self, turn);
    if (job == NULL) return ORK_E_INTERNAL;
    ork_call call = call_for(job, found);
    ork_status status = ork_storage_get(self->storage, self->inst, &call, STR("greeting"), &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
    return ORK_OK;
}
