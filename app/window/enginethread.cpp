// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginethread.h"

#include "app/actionaccess.h"
#include "app/folders.h"

namespace lockmaster {

EngineThread::EngineThread(const ChosenFleet &chosen)
    : m_journal(journalFolder())
    , m_engine(chosen.fleet, chosen.passwords)
    , m_actions(actionAccess(m_engine, chosen.fleet), m_journal)
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_engine.moveToThread(&m_thread);
    m_actions.moveToThread(&m_thread);
}

EngineThread::~EngineThread()
{
    if (!m_thread.isRunning())
        return;
    // Actions first: they use the engine's connections.
    QMetaObject::invokeMethod(
        &m_engine,
        [this] {
            m_actions.close();
            m_engine.stop();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void EngineThread::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(&m_engine, &Engine::start);
}

} // namespace lockmaster
