/* Calls a service from a thread of its own. */
#include "agent.h"

#include <pthread.h>

static void done(void *user, ork_op op, const ork_completion *completion)
{
    (void)user, (void)op, (void)completion;
}

static void *elsewhere(void *context)
{
    agent *self = context;
    ork_call call = {.size = sizeof(call), .on_done = done};
    ork_storage_get(self->storage, self->inst, &call, STR("a"), &(ork_op){0});
    return NULL;
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    pthread_t thread;
    if (pthread_create(&thread, NULL, elsewhere, self) == 0) pthread_join(thread, NULL);
    return reply(self, turn, STR("Hola."));
}
