// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine and the actions in a thread of their own. Created and destroyed by the GUI thread; talk to engine() and
// actions() by signals only, or by QMetaObject::invokeMethod.
#pragma once

#include <QThread>

#include "actions/actionservice.h"
#include "actions/journal/journalwriter.h"
#include "app/fleetchoice.h"
#include "engine/engine.h"

namespace lockmaster {

class EngineThread
{
public:
    explicit EngineThread(const ChosenFleet &chosen);
    ~EngineThread(); ///< at once, also when servers hang

    void start();

    [[nodiscard]] Engine &engine() { return m_engine; }
    [[nodiscard]] ActionService &actions() { return m_actions; }

private:
    JournalWriter m_journal;
    Engine m_engine;
    ActionService m_actions;
    QThread m_thread;
};

} // namespace lockmaster
