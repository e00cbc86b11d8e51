// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Settings being changed, and the look whether they are kept and in effect.
#pragma once

#include "actions/plan/steprun.h"
#include "actions/postgres/settings/settingplan.h"

namespace lockmaster::setting {

class SettingRun final : public StepRun
{
public:
    SettingRun(ActionPlan plan, ChangesOf changesOf) : StepRun(std::move(plan)), m_changesOf(changesOf) {}

private:
    QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) override;
    [[nodiscard]] QString residue() const override;

    ChangesOf m_changesOf;
};

/// What is seen of one change. Pure.
Sight sightOf(const Change &change, const Standing &standing, const Place &place);

} // namespace lockmaster::setting
