// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One question to a server that speaks RESP: replies in, model values out. One file a probe; the lists are in
// registry.cpp. A probe fills the draft that it was made for.
#pragma once

#include <QString>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "link/redis/rediserror.h"
#include "link/resp/rediscommand.h"
#include "link/resp/redisreply.h"

namespace lockmaster {

using RespReplies = std::span<const Result<RedisReply>>;

class RespProbe
{
public:
    virtual ~RespProbe() = default;
    /// Stable, for the page of costs, for errors and for pages that want it: "info", "clients", …
    [[nodiscard]] virtual QString name() const = 0;
    /// How often at most, unless a page wants it; zero: with every sample; nothing: only when a page wants it.
    [[nodiscard]] virtual std::optional<std::chrono::milliseconds> cadence() const = 0;
    /// 0: in the first round trip of a sample; 1: in the second, when its question depends on answers of the first.
    [[nodiscard]] virtual int round() const { return 0; }
    /// A server that runs a script answers this one.
    [[nodiscard]] virtual bool worksWhileBusy() const { return false; }
    /// The commands, or none when there is nothing to ask now.
    [[nodiscard]] virtual std::vector<RedisCommand> ask() const = 0;
    /// As many replies as there were commands. The error is the one that counts of theirs, or of kind Protocol.
    virtual Result<void> take(RespReplies replies) = 0;
    /// There was nothing to ask, or no answer: the draft must not keep what is not true any more.
    virtual void forget() {}
};

using RespProbes = std::vector<std::unique_ptr<RespProbe>>;

} // namespace lockmaster
