// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What targets that speak RESP have in common: the probes that are due go in one round trip, and those that depend on
// the first in a second. What our user may not ask is asked again once a minute only: each refusal is a line in the
// server's ACL log.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/source/probingsource.h"
#include "link/redis/redislink.h"
#include "model/refusedcommand.h"
#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RespSource : public ProbingSource
{
public:
    RespSource(SourceOptions options, const Clock &clock);
    ~RespSource() override;

    QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop) override;
    [[nodiscard]] bool isOpen() const override { return m_link->isOpen(); }
    [[nodiscard]] const LinkState &state() const override { return m_link->state(); }
    [[nodiscard]] ServerLink link() const override { return {.redis = m_link}; }

protected:
    void setProbes(RespProbes probes) { m_probes = std::move(probes); } ///< once, before the first sample
    [[nodiscard]] const RedisLink &connection() const { return *m_link; }
    [[nodiscard]] RefusedCommands refused() const; ///< in the order of the probes, each once

    virtual void beginAt(ServerTime ourNow) = 0;   ///< a sample
    [[nodiscard]] virtual bool isBusy() const = 0; ///< only some probes would be answered
    virtual void fill(ServerData &data) = 0;       ///< the data, if there is any

private:
    struct Turn {
        std::optional<SteadyTime> asked;
        std::optional<SteadyTime> refusedUntil;
        RefusedCommands refused;
    };
    struct Asked {
        RespProbe *probe = nullptr;
        std::size_t first = 0; ///< of its commands among all
        std::size_t count = 0;
    };
    using Commands = std::span<const RedisCommand>;
    [[nodiscard]] bool isDue(const RespProbe &probe, SteadyTime now, const WantedProbes &wanted) const;
    QCoro::Task<Result<void>> setUp(QDeadlineTimer deadline, std::stop_token stop) override;
    void begin() override { beginAt(m_clock.wallNow()); }
    QCoro::Task<void> askRound(int round, Sampling *sampling) override;
    QCoro::Task<void> finish(Sampling *sampling) override;
    void takeReplies(RespProbe &probe, Commands commands, RespReplies replies, Sampling &sampling);
    void refuse(Turn &turn, Commands commands, RespReplies replies, SteadyTime now);

    const Clock &m_clock;
    std::shared_ptr<RedisLink> m_link;
    RespProbes m_probes;
    std::map<const RespProbe *, Turn> m_turns;
};

} // namespace lockmaster
