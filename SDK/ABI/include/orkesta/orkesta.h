/* Everything of the Orkesta plugin ABI, version 1. */
#ifndef ORKESTA_H
#define ORKESTA_H

#include "base.h"
#include "entry.h"
#include "ext/agent.h"
#include "ext/catalog.h"
#include "ext/channel.h"
#include "ext/channel_host.h"
#include "ext/clock.h"
#include "ext/conversation.h"
#include "ext/crypto.h"
#include "ext/dunning.h"
#include "ext/http.h"
#include "ext/llm.h"
#include "ext/log.h"
#include "ext/mail.h"
#include "ext/media.h"
#include "ext/orders.h"
#include "ext/payments.h"
#include "ext/quotes.h"
#include "ext/search.h"
#include "ext/stock.h"
#include "ext/storage.h"
#include "ext/templates.h"
#include "ext/tools.h"
#include "ext/turn.h"

#endif
