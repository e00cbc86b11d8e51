// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/secrets/secrets.h"

#include "base/redact.h"
#include "fleet/secrets/keyring.h"
#include "fleet/secrets/passwordcommand.h"
#include "fleet/servicefile.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

QCoro::Task<Result<QString>> known(QString password)
{
    registerSecret(password);
    co_return password;
}

QCoro::Task<Result<QString>> fromEnvironment(QString variable)
{
    const QString password = qEnvironmentVariable(variable.toUtf8().constData());
    if (password.isEmpty())
        co_return fail(ErrorKind::Config,
                       QCoreApplication::translate("Secrets", "The environment variable %1, which should hold the "
                                                              "password, is not set: set it and start again")
                           .arg(variable));
    registerSecret(password);
    co_return password;
}

QCoro::Task<Result<QString>> fromService(QString service)
{
    auto found = readService(service);
    if (!found)
        co_return std::unexpected(found.error());
    co_return std::move(found->password);
}

} // namespace

PasswordProvider passwordProvider(const Target &target, const UrlPasswords &urlPasswords, PasswordLimits limits)
{
    const QString argument = target.password.argument;
    switch (target.password.kind) {
    case PasswordSource::Kind::None: return [](std::stop_token) { return known({}); };
    case PasswordSource::Kind::Url:
        return [password = urlPasswords.value(target.name)](std::stop_token) { return known(password); };
    case PasswordSource::Kind::Environment: return [argument](std::stop_token) { return fromEnvironment(argument); };
    case PasswordSource::Kind::Service: return [argument](std::stop_token) { return fromService(argument); };
    case PasswordSource::Kind::Command:
        return [argument, limits](std::stop_token stop) {
            return passwordFromCommand(argument, QDeadlineTimer(limits.command), std::move(stop));
        };
    case PasswordSource::Kind::Keyring:
        return [key = argument.isEmpty() ? target.name : argument, limits](std::stop_token stop) {
            return passwordFromKeyring(key, QDeadlineTimer(limits.keyring), std::move(stop));
        };
    }
    return {};
}

} // namespace lockmaster
