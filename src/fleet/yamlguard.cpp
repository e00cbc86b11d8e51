// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/yamlguard.h"

#include <QCoreApplication>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace lockmaster {
namespace {

YamlRefusal refusalAt(const YAML::Mark &mark, const QString &text)
{
    return {mark.line + 1, mark.column + 1, text};
}

class Guard final : public YAML::EventHandler
{
public:
    explicit Guard(int depth) : m_left(depth) {}

    [[nodiscard]] std::optional<YamlRefusal> refusal() const { return m_refusal; }

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { refuseAnchor(mark, anchor); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override { refuseAnchor(mark, anchor); }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, const std::string &) override
    {
        refuseAnchor(mark, anchor);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        descend(mark, anchor);
    }
    void OnSequenceEnd() override { ++m_left; }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        descend(mark, anchor);
    }
    void OnMapEnd() override { ++m_left; }

private:
    void refuseAnchor(const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor)
            refuse(mark, QCoreApplication::translate("Fleet", "Anchors and aliases (& and *) are not used here"));
    }
    void descend(const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        refuseAnchor(mark, anchor);
        if (--m_left < 0)
            refuse(mark, QCoreApplication::translate("Fleet", "Nested too deeply"));
    }
    void refuse(const YAML::Mark &mark, const QString &text)
    {
        if (!m_refusal)
            m_refusal = refusalAt(mark, text);
    }

    int m_left;
    std::optional<YamlRefusal> m_refusal;
};

} // namespace

std::optional<YamlRefusal> yamlRefusal(const QByteArray &yaml, int depth)
{
    Guard guard(depth);
    try {
        std::istringstream stream(yaml.toStdString());
        YAML::Parser(stream).HandleNextDocument(guard);
    } catch (const YAML::Exception &exception) { // its text may quote the file
        return refusalAt(exception.mark, QCoreApplication::translate("Fleet", "This is not valid YAML"));
    }
    return guard.refusal();
}

} // namespace lockmaster
