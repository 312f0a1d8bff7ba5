/* Takes the time from the machine instead of the turn. */
#include "agent.h"

#include <stdio.h>
#include <time.h>

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    char text[40];
    int length = snprintf(text, sizeof(text), "Son las %ld", (long)time(NULL));
    return reply(self, turn, (ork_str){text, (size_t)length});
}
