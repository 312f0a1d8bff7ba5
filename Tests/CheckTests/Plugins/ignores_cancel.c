/* Believes that a cancelled turn needs no end. */
#include "agent.h"

static void found(void *user, ork_op op, const ork_completion *completion)
{
    (void)op, (void)completion;
    errand *job = user;
    if (job->self->cancelled != job->turn) reply(job->self, job->turn, STR("Hola."));
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
