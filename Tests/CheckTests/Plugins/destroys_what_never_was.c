/* Its destroy relies on what start made. */
#define ON_START(self) ((self)->extra = calloc(1, 8))
#define ON_DESTROY(self) ((void)*(volatile char *)(self)->extra, free((self)->extra))
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
