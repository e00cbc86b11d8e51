// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theatre.h"

#include "say.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

Theatre::Theatre(Lab &lab) : m_lab(lab) {}

bool Theatre::obey(const QString &command)
{
    const QString verb = command.section(u' ', 0, 0);
    const QString name = command.section(u' ', 1).trimmed();
    if (verb == u"scene") {
        begin(name);
    } else if (verb == u"end") {
        end(name);
    } else if (!verb.isEmpty() && verb != u"quit") {
        say(u"not understood: \"%1\"; commands are: scene NAME[:SIZE], end NAME, quit"_s.arg(command));
    }
    return verb != u"quit";
}

bool Theatre::begin(const QStringList &scenes)
{
    return std::ranges::all_of(scenes, [this](const QString &scene) { return begin(scene); });
}

bool Theatre::begin(const QString &nameAndSize)
{
    std::unique_ptr<Scene> scene = makeScene(nameAndSize);
    if (!scene || m_scenes.contains(scene->name())) {
        say(scene ? u"%1 is on already"_s.arg(scene->name()) : u"there is no scene \"%1\""_s.arg(nameAndSize));
        return false;
    }
    if (const Result<void> begun = scene->begin(m_lab); !begun) {
        say(begun.error());
        return false;
    }
    const SceneFacts &facts = scene->facts();
    say(facts.target.isEmpty() ? u"scene %1 is on: root %2, %3 waiting, %4 refused"_s.arg(scene->name())
                                     .arg(facts.globalId.isEmpty() ? QString::number(facts.rootPid) : facts.globalId)
                                     .arg(facts.victimPids.size())
                                     .arg(facts.refused)
                               : u"scene %1 is on: see %2"_s.arg(scene->name(), facts.target));
    m_scenes[scene->name()] = std::move(scene);
    return true;
}

void Theatre::end(const QString &name)
{
    const auto found = m_scenes.find(name);
    if (found == m_scenes.end()) {
        say(u"%1 is not on"_s.arg(name));
        return;
    }
    const Result<void> ended = found->second->end();
    m_scenes.erase(found);
    if (ended) {
        say(u"scene %1 is over"_s.arg(name));
    } else {
        say(ended.error());
    }
}

} // namespace lockmaster
